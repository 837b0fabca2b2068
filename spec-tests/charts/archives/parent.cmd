rel parent.tgz
