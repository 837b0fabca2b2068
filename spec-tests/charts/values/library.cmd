rel lib-user
