rel ../../charts/faults/run --set kind=len-null --errors=json
