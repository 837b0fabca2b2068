rel app --skip-tests=x
