rel type-number
