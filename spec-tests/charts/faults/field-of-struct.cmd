rel run --set kind=field-of-struct
