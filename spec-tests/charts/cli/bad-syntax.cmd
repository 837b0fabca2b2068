rel app --=x
