rel ../../charts/faults/run --set kind=slice-range --errors=json
