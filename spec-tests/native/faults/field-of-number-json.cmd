rel ../../charts/faults/run --set kind=field-of-number --errors=json
