rel member-zeros.tgz
