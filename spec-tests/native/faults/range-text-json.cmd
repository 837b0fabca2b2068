rel ../../charts/faults/run --set kind=range-text --errors=json
