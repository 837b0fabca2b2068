rel twice
