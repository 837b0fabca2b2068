rel choices --set v=7 --set other=1
