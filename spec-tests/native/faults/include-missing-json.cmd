rel ../../charts/faults/run --set kind=include-missing --errors=json
