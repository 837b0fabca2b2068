rel ../../charts/faults/output --set kind=yaml-second --errors=json
