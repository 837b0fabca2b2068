rel condition-float
