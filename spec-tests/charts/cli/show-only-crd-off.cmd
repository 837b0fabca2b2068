rel app -s crds/crd.yaml
