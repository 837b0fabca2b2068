rel type-map
