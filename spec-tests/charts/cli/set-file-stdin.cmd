rel app --set-file name=- -s templates/config.yaml < values/text.txt
