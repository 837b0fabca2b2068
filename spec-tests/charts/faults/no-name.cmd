rel no-name
