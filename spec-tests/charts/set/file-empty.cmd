rel c --set-file a=
