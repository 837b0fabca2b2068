rel ../../charts/faults/refused --errors=rich
