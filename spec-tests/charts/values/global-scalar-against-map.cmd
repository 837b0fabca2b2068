rel globals --set sub.global.gm=5
