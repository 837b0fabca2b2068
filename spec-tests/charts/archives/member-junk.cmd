rel member-junk.tgz
