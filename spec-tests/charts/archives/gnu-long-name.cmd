rel gnu-long-name.tgz
