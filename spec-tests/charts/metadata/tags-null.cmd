rel tags-null
