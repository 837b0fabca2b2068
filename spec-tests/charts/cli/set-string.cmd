rel app --set-string count=007,name=true -s templates/config.yaml
