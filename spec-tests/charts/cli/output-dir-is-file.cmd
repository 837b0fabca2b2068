rel app --output-dir values/one.yaml
