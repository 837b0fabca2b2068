rel is-list
