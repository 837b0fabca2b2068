rel chart -s templates/hook.yaml -s charts/games/templates/configmap.yaml
