rel drive-chart.tgz
