rel umbrella --set child.needed=null,child.x=2
