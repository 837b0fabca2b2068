rel app --qps
