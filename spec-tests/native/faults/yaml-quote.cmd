rel ../../charts/faults/output --set kind=yaml-quote --errors=rich
