rel icon-map
