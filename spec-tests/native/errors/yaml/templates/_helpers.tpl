{{- define "yaml.labels" -}}
app: web
tier: front
{{- end -}}
