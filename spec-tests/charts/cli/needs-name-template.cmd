rel app --name-template
