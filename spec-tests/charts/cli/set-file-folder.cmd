rel app --set-file name=values
