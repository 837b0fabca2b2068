rel bad-pattern
