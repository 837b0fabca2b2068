rel ../../charts/faults/output --set kind=yaml-key --errors=rich
