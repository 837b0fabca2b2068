rel ../../charts/faults/extra-else --errors=json
