rel app --name-template x
