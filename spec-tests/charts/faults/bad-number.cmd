rel bad-number
