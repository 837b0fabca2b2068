rel --set name=x app
