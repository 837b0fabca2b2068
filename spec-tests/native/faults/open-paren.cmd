rel ../../charts/faults/open-paren --errors=rich
