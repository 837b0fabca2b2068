rel chart --show-only templates/summary.yaml
