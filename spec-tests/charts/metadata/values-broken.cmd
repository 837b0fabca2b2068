rel values-broken
