rel ../../charts/faults/open-quote --errors=json
