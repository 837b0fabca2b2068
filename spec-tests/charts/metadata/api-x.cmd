rel api-x
