rel ../../charts/faults/output --set kind=yaml-control --errors=json
