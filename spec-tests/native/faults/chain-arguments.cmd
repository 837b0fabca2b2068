rel ../../charts/faults/run --set kind=chain-arguments --errors=rich
