rel size-base-256-large.tgz
