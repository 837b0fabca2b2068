rel lock-list
