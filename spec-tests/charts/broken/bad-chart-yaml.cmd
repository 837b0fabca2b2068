rel bad-chart-yaml
