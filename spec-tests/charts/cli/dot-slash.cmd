rel ./app/
