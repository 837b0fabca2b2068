rel ../../charts/faults/run --set kind=range-number --errors=rich
