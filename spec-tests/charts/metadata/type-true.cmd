rel type-true
