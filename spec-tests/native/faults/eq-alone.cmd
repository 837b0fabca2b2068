rel ../../charts/faults/run --set kind=eq-alone --errors=rich
