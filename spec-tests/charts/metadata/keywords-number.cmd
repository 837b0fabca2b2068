rel keywords-number
