rel size-base-256.tgz
