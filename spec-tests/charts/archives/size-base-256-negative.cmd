rel size-base-256-negative.tgz
