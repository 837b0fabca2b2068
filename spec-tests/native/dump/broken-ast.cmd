rel broken --dump=ast
