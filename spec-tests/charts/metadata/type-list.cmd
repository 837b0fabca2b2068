rel type-list
