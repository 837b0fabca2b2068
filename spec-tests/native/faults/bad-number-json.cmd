rel ../../charts/faults/bad-number --errors=json
