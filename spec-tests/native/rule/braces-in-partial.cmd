rel braces-in-partial
