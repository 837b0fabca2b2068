rel values-list
