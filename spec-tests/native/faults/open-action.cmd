rel ../../charts/faults/open-action --errors=rich
