rel ../../charts/faults/run --set kind=fail --errors=rich
