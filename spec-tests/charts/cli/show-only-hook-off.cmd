rel app -s templates/hook.yaml --no-hooks
