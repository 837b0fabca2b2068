rel ../../charts/faults/output --set kind=metadata-text --errors=json
