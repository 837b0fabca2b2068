rel chart --set web=5
