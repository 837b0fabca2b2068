rel ../../charts/faults/output --set kind=yaml-anchor --errors=rich
