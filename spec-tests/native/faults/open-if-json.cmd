rel ../../charts/faults/open-if --errors=json
