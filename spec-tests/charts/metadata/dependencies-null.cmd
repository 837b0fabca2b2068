rel dependencies-null
