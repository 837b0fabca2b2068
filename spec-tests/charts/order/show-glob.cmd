rel chart -s 'templates/*.yaml' -s 'crds/*' --include-crds
