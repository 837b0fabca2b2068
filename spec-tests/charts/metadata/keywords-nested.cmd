rel keywords-nested
