rel api-v3
