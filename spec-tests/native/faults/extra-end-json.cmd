rel ../../charts/faults/extra-end --errors=json
