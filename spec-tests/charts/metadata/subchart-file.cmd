rel subchart-file
