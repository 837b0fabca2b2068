rel forced-over --delims '{{ }}'
