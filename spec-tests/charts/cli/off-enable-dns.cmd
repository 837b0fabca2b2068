rel app --enable-dns=0 -s templates/config.yaml
