rel base-parent.tgz
