rel size-blanks.tgz
