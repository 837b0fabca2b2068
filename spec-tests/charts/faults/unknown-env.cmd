rel unknown-env
