rel ../../charts/faults/operand --errors=rich
