rel app/../app
