rel ../../charts/faults/output --set kind=yaml-labels --errors=rich
