rel type-float
