rel ../../charts/faults/define-inside --errors=json
