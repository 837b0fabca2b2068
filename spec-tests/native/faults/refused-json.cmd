rel ../../charts/faults/refused --errors=json
