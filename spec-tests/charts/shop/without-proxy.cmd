rel chart --set proxy.enabled=false
