rel bad-annotations
