rel ../../charts/faults/output --set kind=yaml-tab --errors=json
