rel bad-json
