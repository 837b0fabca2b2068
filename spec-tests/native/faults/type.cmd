rel ../../charts/faults/run --set kind=type --errors=rich
