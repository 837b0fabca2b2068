rel ./c --partial --errors=helm
