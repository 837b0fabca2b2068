rel dependencies-map
