rel app --qps x
