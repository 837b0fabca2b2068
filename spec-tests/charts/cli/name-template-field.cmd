app --name-template "{{ .x }}"
