rel description-list
