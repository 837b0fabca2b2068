rel ../../charts/faults/run --set kind=nil-command --errors=rich
