rel condition-list
