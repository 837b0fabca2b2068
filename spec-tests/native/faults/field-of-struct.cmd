rel ../../charts/faults/run --set kind=field-of-struct --errors=rich
