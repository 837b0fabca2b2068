rel ../../charts/faults/run --set kind=fail-included --errors=json
