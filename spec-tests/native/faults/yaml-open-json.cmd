rel ../../charts/faults/output --set kind=yaml-open --errors=json
