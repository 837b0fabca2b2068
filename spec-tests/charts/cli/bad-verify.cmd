rel app --verify=x
