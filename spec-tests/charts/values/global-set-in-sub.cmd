rel globals --set sub.global.g1=x,sub.global.g9=y
