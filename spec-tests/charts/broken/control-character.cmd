rel control-character
