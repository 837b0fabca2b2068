app --name-template "{{ fail \"why\" }}"
