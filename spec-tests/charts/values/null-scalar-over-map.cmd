rel nulls --set m=5
