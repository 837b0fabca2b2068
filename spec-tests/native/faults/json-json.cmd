rel ../../charts/faults/run --set kind=json --errors=json
