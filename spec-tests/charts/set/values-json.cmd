rel c -f values.json --set j.k=2
