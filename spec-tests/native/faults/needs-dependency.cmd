rel ../../charts/faults/needs-dependency --errors=rich
