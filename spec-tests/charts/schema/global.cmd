rel umbrella --set global.a=1,child.needed=1
