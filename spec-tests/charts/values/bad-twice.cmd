rel bad-twice
