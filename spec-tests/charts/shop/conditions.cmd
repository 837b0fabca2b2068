rel chart --set web.enabled=false,admin.enabled=true
