rel ../../charts/faults/output --set kind=name-list --errors=rich
