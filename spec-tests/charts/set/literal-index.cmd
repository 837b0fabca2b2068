rel c --set-literal 'list[0]=x,y' --set-literal 'n[1].m={q}'
