rel stray-file
