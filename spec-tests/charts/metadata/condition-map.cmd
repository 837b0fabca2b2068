rel condition-map
