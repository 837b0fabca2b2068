rel app --no-hooks --skip-tests
