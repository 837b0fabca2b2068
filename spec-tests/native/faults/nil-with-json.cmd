rel ../../charts/faults/run --set kind=nil-with --errors=json
