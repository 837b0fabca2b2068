rel broken --dump=code
