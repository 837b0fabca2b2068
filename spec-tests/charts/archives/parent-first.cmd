rel parent-first.tgz
