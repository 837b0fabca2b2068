rel app --create-namespace=x
