rel types --set port=8080
