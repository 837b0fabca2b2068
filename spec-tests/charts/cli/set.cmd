rel app --set name=x,count=5,map.x=null,list[1]=z -s templates/config.yaml
