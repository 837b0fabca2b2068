rel bad-alias
