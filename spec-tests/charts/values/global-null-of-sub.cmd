rel globals --set global.g2=null
