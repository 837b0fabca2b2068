rel globals --set global.g2.x=1
