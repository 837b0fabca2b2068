rel ../../charts/faults/run --set kind=nil-pointer --errors=json
