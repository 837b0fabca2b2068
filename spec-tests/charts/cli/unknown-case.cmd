rel app --Set a=b
