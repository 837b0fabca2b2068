rel app --set-literal name=literal --set-file name=values/text.txt --set-string name=string --set name=set --set-json "name=\"json\"" -f values/one.yaml -s templates/config.yaml
