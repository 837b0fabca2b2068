rel keywords-null
