rel description-number
