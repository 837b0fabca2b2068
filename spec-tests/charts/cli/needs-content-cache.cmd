rel app --content-cache
