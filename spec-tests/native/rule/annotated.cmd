rel annotated
