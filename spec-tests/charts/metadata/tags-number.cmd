rel tags-number
