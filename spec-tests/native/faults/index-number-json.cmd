rel ../../charts/faults/run --set kind=index-number --errors=json
