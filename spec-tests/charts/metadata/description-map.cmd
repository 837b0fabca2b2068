rel description-map
