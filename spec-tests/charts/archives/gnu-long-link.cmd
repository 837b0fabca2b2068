rel gnu-long-link.tgz
