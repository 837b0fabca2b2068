rel cycle
