rel chart
