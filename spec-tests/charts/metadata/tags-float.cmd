rel tags-float
