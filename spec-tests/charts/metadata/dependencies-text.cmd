rel dependencies-text
