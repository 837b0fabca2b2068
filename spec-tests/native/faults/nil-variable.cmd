rel ../../charts/faults/run --set kind=nil-variable --errors=rich
