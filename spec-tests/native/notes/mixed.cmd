rel mixed
