rel ../../charts/faults/run --set kind=tpl-missing --errors=rich
