rel ../../charts/faults/run --set kind=depth --errors=json
