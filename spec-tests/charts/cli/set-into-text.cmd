rel app --set name.x=1
