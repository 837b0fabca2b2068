rel ../../charts/faults/run --set kind=dig --errors=json
