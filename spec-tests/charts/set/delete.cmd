rel c --set map.k=null,text=null,none.x=null
