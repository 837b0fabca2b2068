rel ../../charts/faults/run --set kind=template-missing --errors=json
