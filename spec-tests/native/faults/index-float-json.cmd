rel ../../charts/faults/run --set kind=index-float --errors=json
