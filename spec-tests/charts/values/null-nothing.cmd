rel nulls
