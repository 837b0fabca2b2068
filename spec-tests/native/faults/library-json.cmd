rel ../../charts/faults/library --errors=json
