rel empty-action
