rel parent-inside.tgz
