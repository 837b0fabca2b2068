rel app --render-subchart-notes=0 -s templates/config.yaml
