rel home-null
