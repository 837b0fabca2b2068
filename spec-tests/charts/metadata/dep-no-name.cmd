rel dep-no-name
