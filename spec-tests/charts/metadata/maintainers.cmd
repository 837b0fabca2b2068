rel maintainers
