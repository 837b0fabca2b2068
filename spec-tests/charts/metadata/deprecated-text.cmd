rel deprecated-text
