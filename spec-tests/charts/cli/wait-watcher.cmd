rel app --wait=watcher -s templates/config.yaml
