rel ../../charts/faults/run --set kind=nil-range --errors=rich
