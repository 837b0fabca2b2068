rel app --registry-config
