rel shapes --set image=null --set tag=null
