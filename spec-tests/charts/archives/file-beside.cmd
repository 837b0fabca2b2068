rel file-beside.tgz
