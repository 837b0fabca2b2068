rel c --set-json '{"a":1,"map":{"n":null},"list":[1]}'
