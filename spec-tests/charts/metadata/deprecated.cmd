rel deprecated
