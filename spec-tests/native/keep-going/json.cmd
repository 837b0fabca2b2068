rel ./c --keep-going --errors=json
