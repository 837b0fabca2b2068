rel icon-number
