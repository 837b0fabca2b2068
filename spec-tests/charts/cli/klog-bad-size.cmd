rel app --log-file-max-size=-1
