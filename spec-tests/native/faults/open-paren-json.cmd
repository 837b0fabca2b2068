rel ../../charts/faults/open-paren --errors=json
