rel control
