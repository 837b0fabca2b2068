rel " app "
