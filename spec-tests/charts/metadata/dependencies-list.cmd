rel dependencies-list
