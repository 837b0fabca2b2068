rel app --set-file
