rel ../../charts/faults/run --set kind=bounds --errors=rich
