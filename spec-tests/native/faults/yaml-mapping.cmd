rel ../../charts/faults/output --set kind=yaml-mapping --errors=rich
