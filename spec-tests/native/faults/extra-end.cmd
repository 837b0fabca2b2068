rel ../../charts/faults/extra-end --errors=rich
