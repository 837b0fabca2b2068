rel app --generate-name=false
