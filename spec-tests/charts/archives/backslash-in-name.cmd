rel backslash-in-name.tgz
