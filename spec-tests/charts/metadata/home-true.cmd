rel home-true
