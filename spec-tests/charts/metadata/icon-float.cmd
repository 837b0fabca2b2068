rel icon-float
