rel deprecated-number
