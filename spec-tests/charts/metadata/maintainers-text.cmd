rel maintainers-text
