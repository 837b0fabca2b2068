rel app --name-template ""
