rel app -s templates/hook.yaml
