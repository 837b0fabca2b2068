rel chart --set proxy.replicas=5 --set-string proxy.port=80 --set-json 'web.image={"tag":3}' --set-literal admin.title=a,b=c --set-file web.title=title.txt
