rel ../../charts/faults/undefined-variable --errors=rich
