rel maintainers-null-entry
