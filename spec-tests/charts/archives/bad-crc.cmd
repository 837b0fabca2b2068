rel bad-crc.tgz
