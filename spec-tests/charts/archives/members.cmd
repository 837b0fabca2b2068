rel members.tgz
