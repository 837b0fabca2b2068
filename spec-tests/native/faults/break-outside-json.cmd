rel ../../charts/faults/break-outside --errors=json
