rel nulls --set a.b=5
