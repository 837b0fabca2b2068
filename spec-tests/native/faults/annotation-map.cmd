rel ../../charts/faults/output --set kind=annotation-map --errors=rich
