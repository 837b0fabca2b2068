rel is-empty
