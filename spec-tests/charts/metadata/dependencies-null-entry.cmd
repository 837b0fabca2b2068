rel dependencies-null-entry
