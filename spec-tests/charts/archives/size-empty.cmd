rel size-empty.tgz
