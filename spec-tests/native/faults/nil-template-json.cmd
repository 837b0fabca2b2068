rel ../../charts/faults/run --set kind=nil-template --errors=json
