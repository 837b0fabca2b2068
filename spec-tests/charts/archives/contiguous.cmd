rel contiguous.tgz
