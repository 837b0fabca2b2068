rel ../../charts/faults/output --set kind --errors=json
