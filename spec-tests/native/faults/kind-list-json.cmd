rel ../../charts/faults/output --set kind=kind-list --errors=json
