rel ../../charts/faults/run --set kind=field-of-list --errors=json
