rel chart --set tags.front=false
