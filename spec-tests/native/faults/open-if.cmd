rel ../../charts/faults/open-if --errors=rich
