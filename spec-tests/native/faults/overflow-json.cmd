rel ../../charts/faults/run --set kind=overflow --errors=json
