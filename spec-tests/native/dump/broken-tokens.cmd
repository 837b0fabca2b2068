rel broken --dump=tokens
