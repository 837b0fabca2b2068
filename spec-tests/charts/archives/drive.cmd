rel drive.tgz
