rel ../../charts/faults/run --set kind=required --errors=rich
