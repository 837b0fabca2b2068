rel app --skip-crds=x
