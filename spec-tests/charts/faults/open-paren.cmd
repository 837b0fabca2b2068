rel open-paren
