rel appVersion-true
