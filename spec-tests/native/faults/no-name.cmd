rel ../../charts/faults/no-name --errors=rich
