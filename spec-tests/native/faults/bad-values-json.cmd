rel ../../charts/faults/bad-values --errors=json
