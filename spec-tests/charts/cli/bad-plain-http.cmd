rel app --plain-http=x
