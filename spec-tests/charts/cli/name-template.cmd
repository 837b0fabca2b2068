app --name-template "{{ \"x\" | upper | lower }}-1"
