rel bad-kind
