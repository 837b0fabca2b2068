rel dep-missing
