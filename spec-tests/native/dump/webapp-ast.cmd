rel ../../../examples/webapp --dump=ast
