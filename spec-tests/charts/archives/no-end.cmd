rel no-end.tgz
