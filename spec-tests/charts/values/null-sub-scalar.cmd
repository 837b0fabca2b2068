rel nulls --set sub=5
