rel bom
