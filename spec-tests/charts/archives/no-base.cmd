rel no-base.tgz
