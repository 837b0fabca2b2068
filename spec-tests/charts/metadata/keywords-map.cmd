rel keywords-map
