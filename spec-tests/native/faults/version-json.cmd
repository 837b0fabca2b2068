rel ../../charts/faults/run --set kind=version --errors=json
