rel double-slash.tgz
