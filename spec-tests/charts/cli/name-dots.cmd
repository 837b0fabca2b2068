a.b-c.d app
