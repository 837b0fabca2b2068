rel ../../charts/faults/output --set kind=yaml-sign --errors=rich
