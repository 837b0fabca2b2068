rel ../../charts/faults/output --set kind=yaml-included --errors=json
