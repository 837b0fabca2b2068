rel app -f 'values/*.yaml'
