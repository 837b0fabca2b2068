rel braces
