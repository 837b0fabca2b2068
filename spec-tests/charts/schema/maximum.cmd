rel types --set port=1234567
