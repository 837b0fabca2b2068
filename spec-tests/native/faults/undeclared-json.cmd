rel ../../charts/faults/run --set kind=undeclared --errors=json
