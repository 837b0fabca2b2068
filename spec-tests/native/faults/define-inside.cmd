rel ../../charts/faults/define-inside --errors=rich
