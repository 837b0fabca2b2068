rel ../../charts/faults/open-comment --errors=json
