rel app -f values/comment.yaml -s templates/config.yaml
