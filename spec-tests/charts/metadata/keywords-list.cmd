rel keywords-list
