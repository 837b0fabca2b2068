rel ../../charts/faults/run --set kind=type-list --errors=rich
