rel ../../charts/faults/run --set kind=pipe-to-value --errors=json
