rel mixed --delims '{{ }}'
