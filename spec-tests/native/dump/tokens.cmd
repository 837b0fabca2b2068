rel chart --dump=tokens
