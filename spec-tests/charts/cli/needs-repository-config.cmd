rel app --repository-config
