rel app --generate-name=x
