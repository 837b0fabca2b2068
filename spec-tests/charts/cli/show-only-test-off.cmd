rel app -s templates/test.yaml --skip-tests
