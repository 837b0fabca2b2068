rel ../../charts/faults/output --set kind=metadata-text --errors=rich
