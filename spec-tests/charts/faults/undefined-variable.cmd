rel undefined-variable
