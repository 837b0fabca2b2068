rel ../../charts/faults/run --set kind=text-arguments --errors=rich
