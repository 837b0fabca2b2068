rel ../../charts/faults/run --set kind=type-nil --errors=json
