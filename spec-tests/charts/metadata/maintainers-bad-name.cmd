rel maintainers-bad-name
