rel app --include-crds=x
