rel maintainers-nested
