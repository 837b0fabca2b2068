rel api-v1
