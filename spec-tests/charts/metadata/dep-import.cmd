rel dep-import
