rel ../../charts/faults/no-command --errors=rich
