rel tags-map
