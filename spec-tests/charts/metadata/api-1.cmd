rel api-1
