rel dep-alias
