rel exec-error
