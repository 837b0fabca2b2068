rel ../../charts/faults/needs-dependency --errors=json
