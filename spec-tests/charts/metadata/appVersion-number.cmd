rel appVersion-number
