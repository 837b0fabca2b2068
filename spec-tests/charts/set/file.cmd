rel c --set-file a=c/Chart.yaml,b.c=c/values.yaml,d[0]=c/Chart.yaml
