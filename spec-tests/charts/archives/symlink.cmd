rel symlink.tgz
