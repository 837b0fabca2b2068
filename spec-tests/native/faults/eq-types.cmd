rel ../../charts/faults/run --set kind=eq-types --errors=rich
