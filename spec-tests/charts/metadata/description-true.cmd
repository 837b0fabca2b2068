rel description-true
