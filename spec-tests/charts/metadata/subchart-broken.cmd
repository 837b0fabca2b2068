rel subchart-broken
