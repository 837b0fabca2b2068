rel no-api
