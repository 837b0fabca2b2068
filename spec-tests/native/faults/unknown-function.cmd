rel ../../charts/faults/unknown-function --errors=rich
