rel globals --set sub.global=5
