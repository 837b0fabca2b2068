rel globals --set global=5
