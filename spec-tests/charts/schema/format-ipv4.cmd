rel formats --set-string ip=1.2.3.x
