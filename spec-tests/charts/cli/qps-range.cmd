rel app --qps 1e39
