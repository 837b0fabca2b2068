rel c --set a=1 --set-string a=2 --set-json a=3 --set-literal b=1 --set b=2 --set-file c=c/Chart.yaml --set c=4
