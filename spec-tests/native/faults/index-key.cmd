rel ../../charts/faults/run --set kind=index-key --errors=rich
