rel app --set 'name=a\,b,x\.y=1' -s templates/config.yaml
