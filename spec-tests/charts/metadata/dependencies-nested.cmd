rel dependencies-nested
