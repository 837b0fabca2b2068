rel c --set-file a=none
