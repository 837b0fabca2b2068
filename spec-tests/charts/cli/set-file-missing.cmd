rel app --set-file name=nope.txt
