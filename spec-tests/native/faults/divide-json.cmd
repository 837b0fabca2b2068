rel ../../charts/faults/run --set kind=divide --errors=json
