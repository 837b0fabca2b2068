rel app --include-crds
