rel ../../charts/faults/run --set kind=nil-if --errors=json
