rel ../../charts/faults/run --set kind=eq-text --errors=rich
