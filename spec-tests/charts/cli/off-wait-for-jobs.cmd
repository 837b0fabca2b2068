rel app --wait-for-jobs=0 -s templates/config.yaml
