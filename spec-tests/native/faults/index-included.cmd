rel ../../charts/faults/run --set kind=index-included --errors=rich
