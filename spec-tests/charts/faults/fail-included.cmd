rel run --set kind=fail-included
