rel ../../charts/faults/run --set kind=index-missing --errors=rich
