rel '"a"'
