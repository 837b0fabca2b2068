rel condition-null
