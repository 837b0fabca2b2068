rel unknown-function
