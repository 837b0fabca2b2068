rel app --wait=x
