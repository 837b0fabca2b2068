rel app --set -nname=x -s templates/config.yaml
