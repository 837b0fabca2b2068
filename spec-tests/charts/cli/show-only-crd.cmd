rel app --include-crds -s crds/crd.yaml
