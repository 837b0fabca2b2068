rel bad-character
