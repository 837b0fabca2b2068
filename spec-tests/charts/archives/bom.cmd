rel bom.tgz
