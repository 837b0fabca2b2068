rel app --hide-notes=x
