rel parse-error
