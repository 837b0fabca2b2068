rel ../../charts/faults/output --set kind=output-number --errors=rich
