rel subchart-archive
