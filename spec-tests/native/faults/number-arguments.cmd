rel ../../charts/faults/run --set kind=number-arguments --errors=rich
