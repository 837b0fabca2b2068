rel ../../charts/faults/run --set kind=range-pair --errors=rich
