rel chart --dump=ast
