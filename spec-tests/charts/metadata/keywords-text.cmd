rel keywords-text
