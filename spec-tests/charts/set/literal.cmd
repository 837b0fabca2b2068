rel c --set-literal 'a=b,c={d}\e' --set-literal 'f.g=[1]=2' --set-literal h=true
