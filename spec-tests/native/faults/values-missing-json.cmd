rel ../../charts/faults/output -f nope.yaml --errors=json
