rel ../../charts/faults/open-comment --errors=rich
