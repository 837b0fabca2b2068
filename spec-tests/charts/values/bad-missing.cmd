rel bad-missing
