rel ../../charts/faults/output --set kind=output-list --errors=json
