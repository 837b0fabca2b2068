rel ../../charts/faults/run --set kind=tpl --errors=rich
