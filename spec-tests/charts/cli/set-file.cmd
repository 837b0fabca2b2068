rel app --set-file name=values/text.txt -s templates/config.yaml
