rel ../../charts/faults/unknown-function --errors=json
