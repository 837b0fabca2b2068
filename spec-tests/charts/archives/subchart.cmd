rel subchart.tgz
