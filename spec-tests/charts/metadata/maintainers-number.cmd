rel maintainers-number
