rel ../../charts/faults/run --set kind=pattern --errors=rich
