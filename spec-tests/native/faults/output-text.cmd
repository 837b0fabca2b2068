rel ../../charts/faults/output --set kind=output-text --errors=rich
