app --generate-name
