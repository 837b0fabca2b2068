rel syntax --errors=rich
