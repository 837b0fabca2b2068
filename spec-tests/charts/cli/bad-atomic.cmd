rel app --atomic=x
