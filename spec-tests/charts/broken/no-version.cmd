rel no-version
