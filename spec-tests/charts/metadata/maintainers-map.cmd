rel maintainers-map
