rel ../../charts/faults/run --set kind=index-range --errors=json
