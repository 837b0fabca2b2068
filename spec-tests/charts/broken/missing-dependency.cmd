rel missing-dependency
