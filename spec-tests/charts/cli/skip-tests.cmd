rel app --skip-tests
