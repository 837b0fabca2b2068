REL app
