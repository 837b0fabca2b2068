rel ../../charts/faults/template-name --errors=json
