rel icon-list
