rel ../../charts/faults/no-command --errors=json
