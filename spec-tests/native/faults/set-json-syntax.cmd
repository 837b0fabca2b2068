rel ../../charts/faults/output --set-json 'kind={' --errors=rich
