rel refused --set port=x,names=null
