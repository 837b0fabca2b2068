rel ../../charts/faults/break-outside --errors=rich
