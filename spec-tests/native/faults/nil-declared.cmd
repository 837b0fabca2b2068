rel ../../charts/faults/run --set kind=nil-declared --errors=rich
