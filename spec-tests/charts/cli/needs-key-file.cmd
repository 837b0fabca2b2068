rel app --key-file
