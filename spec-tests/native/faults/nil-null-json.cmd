rel ../../charts/faults/run --set kind=nil-null --errors=json
