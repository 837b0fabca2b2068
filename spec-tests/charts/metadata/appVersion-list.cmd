rel appVersion-list
