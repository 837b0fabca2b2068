rel mixed-yaml
