rel braces-in-notes
