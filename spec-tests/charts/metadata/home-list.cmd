rel home-list
