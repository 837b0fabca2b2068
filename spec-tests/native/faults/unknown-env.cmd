rel ../../charts/faults/unknown-env --errors=rich
