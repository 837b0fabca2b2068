rel deprecated-string
