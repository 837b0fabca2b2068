rel latest --set a=1
