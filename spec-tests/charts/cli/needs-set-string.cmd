rel app --set-string
