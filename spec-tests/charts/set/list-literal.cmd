rel c --set 'a={1,b,,true}' --set b={} --set 'c={ x , y }' --set 'd={a\,b,c\}}'
