rel version-1.2.3+b.c
