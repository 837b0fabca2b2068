rel ../../charts/faults/run --set kind=overflow --errors=rich
