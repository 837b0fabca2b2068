app --name-template UP
