rel api-_v2_
