rel ../../charts/faults/run --set kind=literal-truth --errors=json
