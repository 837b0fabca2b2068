rel ../../charts/faults/open-action --errors=json
