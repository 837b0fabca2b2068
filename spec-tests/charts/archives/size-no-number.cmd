rel size-no-number.tgz
