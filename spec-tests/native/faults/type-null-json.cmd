rel ../../charts/faults/run --set kind=type-null --errors=json
