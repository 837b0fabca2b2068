rel ../../charts/faults/output --set kind --errors=rich
