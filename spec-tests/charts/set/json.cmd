rel c --set-json 'a={"b":[1,1.5,null,true],"c":{}}' --set-json 'd=[1],e="x"' --set-json 'list[0]={"z":1}' --set-json 'map.k=5' --set-json 'f=1e3,g=null'
