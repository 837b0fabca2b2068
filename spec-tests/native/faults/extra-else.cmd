rel ../../charts/faults/extra-else --errors=rich
