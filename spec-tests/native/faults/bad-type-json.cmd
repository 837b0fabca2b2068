rel ../../charts/faults/bad-type --errors=json
