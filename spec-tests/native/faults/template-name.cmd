rel ../../charts/faults/template-name --errors=rich
