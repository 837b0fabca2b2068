rel app -f "values/one.yaml, values/two.yaml"
