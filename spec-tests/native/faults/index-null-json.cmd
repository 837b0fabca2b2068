rel ../../charts/faults/run --set kind=index-null --errors=json
