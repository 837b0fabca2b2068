rel fifo.tgz
