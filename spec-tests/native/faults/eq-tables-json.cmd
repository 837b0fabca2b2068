rel ../../charts/faults/run --set kind=eq-tables --errors=json
