rel formats --set-string host=-a.b
