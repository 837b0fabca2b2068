rel c --set-file 'a={c/Chart.yaml}'
