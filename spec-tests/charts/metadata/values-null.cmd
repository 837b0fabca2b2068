rel values-null
