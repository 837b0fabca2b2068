rel keywords-null-entry
