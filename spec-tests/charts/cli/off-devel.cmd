rel app --devel=0 -s templates/config.yaml
