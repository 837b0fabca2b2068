rel nul-name.tgz
