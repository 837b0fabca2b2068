rel dep-enabled
