rel ../../charts/faults/run --set kind=count-most --errors=json
