rel ../../charts/faults/run --set kind=tpl-syntax --errors=rich
