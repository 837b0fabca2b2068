rel dep-tags
