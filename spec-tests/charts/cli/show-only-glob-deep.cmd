rel app -s 'templates/*/*.yaml'
