rel app --force --atomic --hide-notes --render-subchart-notes -s templates/config.yaml
