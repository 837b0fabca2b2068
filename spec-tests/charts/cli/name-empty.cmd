"" app
