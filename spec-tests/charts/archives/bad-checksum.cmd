rel bad-checksum.tgz
