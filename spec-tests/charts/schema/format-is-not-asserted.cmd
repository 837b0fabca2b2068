rel latest --set-string host=-a.b
