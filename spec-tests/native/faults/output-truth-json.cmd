rel ../../charts/faults/output --set kind=output-truth --errors=json
