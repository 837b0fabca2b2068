rel other-base.tgz
