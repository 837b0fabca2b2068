rel ../../charts/faults/operand --errors=json
