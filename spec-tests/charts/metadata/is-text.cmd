rel is-text
