rel description-null
