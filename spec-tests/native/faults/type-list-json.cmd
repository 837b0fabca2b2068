rel ../../charts/faults/run --set kind=type-list --errors=json
