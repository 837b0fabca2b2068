rel plain
