rel ./c --keep-going --errors=helm
