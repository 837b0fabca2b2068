rel not-a-map
