rel app
