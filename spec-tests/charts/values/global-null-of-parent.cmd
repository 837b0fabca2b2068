rel globals --set global.g1=null
