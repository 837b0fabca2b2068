rel ../../charts/faults/bad-number --errors=rich
