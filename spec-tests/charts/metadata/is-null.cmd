rel is-null
