rel mixed-ok
