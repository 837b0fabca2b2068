rel types --set name=5
