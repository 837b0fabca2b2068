rel values-text
