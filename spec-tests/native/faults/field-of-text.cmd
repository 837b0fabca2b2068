rel ../../charts/faults/run --set kind=field-of-text --errors=rich
