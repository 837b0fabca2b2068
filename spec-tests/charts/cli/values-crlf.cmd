rel app -f values/crlf.yaml -s templates/config.yaml
