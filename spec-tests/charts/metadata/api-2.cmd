rel api-2
