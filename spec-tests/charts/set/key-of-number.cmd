rel c --set map.n.x=1
