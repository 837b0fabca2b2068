rel condition-number
