{{- define "food.label" -}}
{{ tpl .text .top }} << not an action >>
{{- end }}
