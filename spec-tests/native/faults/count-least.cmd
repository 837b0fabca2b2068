rel ../../charts/faults/run --set kind=count-least --errors=rich
