rel api-v2
