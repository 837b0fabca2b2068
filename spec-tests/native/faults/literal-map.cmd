rel ../../charts/faults/run --set kind=literal-map --errors=rich
