rel app --set-json 'map={"q":[1,2.5,null]}' -s templates/config.yaml
