rel api-__
