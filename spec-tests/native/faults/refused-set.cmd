rel ../../charts/faults/refused --set port=x,names=null --errors=rich
