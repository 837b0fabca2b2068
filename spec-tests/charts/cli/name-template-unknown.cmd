app --name-template "{{ include \"x\" . }}"
