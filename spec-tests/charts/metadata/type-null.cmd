rel type-null
