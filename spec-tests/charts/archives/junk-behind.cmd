rel junk-behind.tgz
