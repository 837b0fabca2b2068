rel bad-values
