rel one-block-end.tgz
