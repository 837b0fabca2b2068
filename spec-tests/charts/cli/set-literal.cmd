rel app --set-literal "name=a,b={c}" -s templates/config.yaml
