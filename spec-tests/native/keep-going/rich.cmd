rel ./c --keep-going --errors=rich
