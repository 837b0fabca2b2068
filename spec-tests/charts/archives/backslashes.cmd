rel backslashes.tgz
