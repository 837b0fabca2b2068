rel imports --set myports.https=null
