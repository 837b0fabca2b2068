rel no-chart.tgz
