rel condition-true
