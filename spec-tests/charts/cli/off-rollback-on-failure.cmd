rel app --rollback-on-failure=0 -s templates/config.yaml
