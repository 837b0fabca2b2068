rel block --errors=rich
