rel tags-list
