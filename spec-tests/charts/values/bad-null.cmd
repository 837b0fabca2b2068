rel bad-null
