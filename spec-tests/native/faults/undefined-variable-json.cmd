rel ../../charts/faults/undefined-variable --errors=json
