rel ../../charts/faults/run --set kind=lt-truth --errors=rich
