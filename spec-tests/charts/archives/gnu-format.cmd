rel gnu-format.tgz
