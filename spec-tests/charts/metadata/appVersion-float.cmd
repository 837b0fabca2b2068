rel appVersion-float
