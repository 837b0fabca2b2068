rel ../../charts/faults/run --set kind=required-empty --errors=json
