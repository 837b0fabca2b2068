rel appVersion-map
