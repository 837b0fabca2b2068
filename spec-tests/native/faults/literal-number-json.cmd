rel ../../charts/faults/run --set kind=literal-number --errors=json
