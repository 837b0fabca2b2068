rel braces-elsewhere
