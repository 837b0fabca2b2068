rel type-other
