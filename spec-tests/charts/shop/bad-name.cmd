UP chart
