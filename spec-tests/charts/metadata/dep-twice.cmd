rel dep-twice
