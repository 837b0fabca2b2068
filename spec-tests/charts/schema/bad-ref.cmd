rel bad-ref
