rel requirements-v1
