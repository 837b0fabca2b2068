rel ../../charts/faults/run --set kind=type-unset --errors=json
