rel ../../charts/faults/bad-type --errors=rich
