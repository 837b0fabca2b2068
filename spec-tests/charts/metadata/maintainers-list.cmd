rel maintainers-list
