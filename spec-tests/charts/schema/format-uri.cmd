rel formats --set-string url=/relative
