rel bad-type
