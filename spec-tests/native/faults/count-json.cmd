rel ../../charts/faults/run --set kind=count --errors=json
