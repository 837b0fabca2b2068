rel ../../charts/faults/run --set kind=not-a-method --errors=rich
