rel ../../charts/faults/library --errors=rich
