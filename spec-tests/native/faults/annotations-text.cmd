rel ../../charts/faults/output --set kind=annotations-text --errors=rich
