rel ../../charts/faults/open-quote --errors=rich
