rel app --include-crds --skip-crds
