rel app --labels a=b,c=d -l e=f -s templates/config.yaml
