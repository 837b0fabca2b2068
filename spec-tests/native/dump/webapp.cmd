rel ../../../examples/webapp --dump=code
