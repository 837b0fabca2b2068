rel dependencies-number
