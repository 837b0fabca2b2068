rel annotated-tight
