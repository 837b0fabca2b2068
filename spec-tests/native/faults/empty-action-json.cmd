rel ../../charts/faults/empty-action --errors=json
