rel no-checksum.tgz
