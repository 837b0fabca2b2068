rel ../../charts/faults/run --set kind=nil-included --errors=rich
