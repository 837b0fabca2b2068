rel ../../charts/faults/run --set kind=len-number --errors=json
