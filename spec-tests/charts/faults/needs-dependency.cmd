rel needs-dependency
