rel here-string
