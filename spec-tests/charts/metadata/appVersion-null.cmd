rel appVersion-null
