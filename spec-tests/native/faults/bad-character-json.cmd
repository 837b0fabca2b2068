rel ../../charts/faults/bad-character --errors=json
