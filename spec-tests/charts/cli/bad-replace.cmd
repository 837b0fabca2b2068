rel app --replace=x
