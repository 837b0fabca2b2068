rel c --set $(printf 'a[0].%.0s' $(seq 1 31))b=1
