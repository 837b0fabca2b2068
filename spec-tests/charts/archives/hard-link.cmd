rel hard-link.tgz
