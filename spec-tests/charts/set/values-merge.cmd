rel c -f more.yaml --set map=null --set list=null
