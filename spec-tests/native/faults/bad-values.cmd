rel ../../charts/faults/bad-values --errors=rich
