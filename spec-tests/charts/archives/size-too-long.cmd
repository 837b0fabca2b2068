rel size-too-long.tgz
