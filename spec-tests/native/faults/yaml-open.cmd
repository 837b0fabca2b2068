rel ../../charts/faults/output --set kind=yaml-open --errors=rich
