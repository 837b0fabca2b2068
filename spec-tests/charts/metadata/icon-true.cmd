rel icon-true
