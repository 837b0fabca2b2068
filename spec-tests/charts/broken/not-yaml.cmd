rel not-yaml
