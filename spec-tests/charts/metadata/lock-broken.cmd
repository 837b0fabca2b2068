rel lock-broken
