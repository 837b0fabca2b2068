app -g --name-template x
