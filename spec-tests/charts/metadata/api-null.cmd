rel api-null
