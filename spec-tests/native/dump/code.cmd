rel chart --dump=code
