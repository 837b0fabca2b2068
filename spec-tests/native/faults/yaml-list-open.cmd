rel ../../charts/faults/output --set kind=yaml-list-open --errors=rich
