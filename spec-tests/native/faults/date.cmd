rel ../../charts/faults/run --set kind=date --errors=rich
