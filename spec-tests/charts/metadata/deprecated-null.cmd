rel deprecated-null
