rel ../../charts/faults/unknown-env --errors=json
