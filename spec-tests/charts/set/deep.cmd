rel c --set $(printf 'a.%.0s' $(seq 1 29))b=1
