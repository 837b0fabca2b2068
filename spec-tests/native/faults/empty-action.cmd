rel ../../charts/faults/empty-action --errors=rich
