rel ../../charts/faults/run --set kind=dig-values --errors=rich
