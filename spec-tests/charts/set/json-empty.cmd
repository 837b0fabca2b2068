rel c --set-json a=
