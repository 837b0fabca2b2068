rel tags-true
