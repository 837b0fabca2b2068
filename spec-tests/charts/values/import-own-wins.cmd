rel imports --set level=user
