{{- define "c.labels" -}}
app: a
{{- end }}
