rel clean --set m.x=1,b=3 --strict
