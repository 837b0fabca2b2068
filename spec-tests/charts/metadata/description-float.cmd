rel description-float
