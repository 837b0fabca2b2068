rel home-map
