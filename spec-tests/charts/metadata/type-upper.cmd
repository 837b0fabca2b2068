rel type-upper
