rel maintainers-null
