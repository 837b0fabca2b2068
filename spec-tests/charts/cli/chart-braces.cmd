rel '{{ x }}'
