rel ../../charts/faults/no-name --errors=json
