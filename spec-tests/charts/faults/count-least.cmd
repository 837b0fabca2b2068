rel run --set kind=count-least
