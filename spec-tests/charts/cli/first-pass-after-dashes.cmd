rel app -s templates/config.yaml --set=a=1
