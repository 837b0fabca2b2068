rel c -f c
