rel ../../charts/faults/output -f ../../charts/faults/list.yaml --errors=rich
