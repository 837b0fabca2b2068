rel ./app
