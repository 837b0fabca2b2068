rel requirements-broken
