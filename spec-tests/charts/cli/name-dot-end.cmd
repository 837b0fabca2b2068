a. app
