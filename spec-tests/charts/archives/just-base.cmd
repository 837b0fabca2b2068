rel just-base.tgz
