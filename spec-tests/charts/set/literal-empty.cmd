rel c --set-literal a=
