rel ../../charts/faults/run --set kind=literal-text --errors=json
