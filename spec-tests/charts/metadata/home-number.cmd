rel home-number
