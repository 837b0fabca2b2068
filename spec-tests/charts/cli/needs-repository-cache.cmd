rel app --repository-cache
