rel name-__
