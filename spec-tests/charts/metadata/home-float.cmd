rel home-float
