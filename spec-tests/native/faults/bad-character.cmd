rel ../../charts/faults/bad-character --errors=rich
