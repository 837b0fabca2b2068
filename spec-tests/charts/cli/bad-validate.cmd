rel app --validate=x
