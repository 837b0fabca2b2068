rel chart --skip-tests
