rel types --set port=http
