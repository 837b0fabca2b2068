rel half-block.tgz
