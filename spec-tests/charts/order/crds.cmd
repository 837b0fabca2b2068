rel chart --include-crds
