{{- define "output.labels" -}}
app: web
 tier: front
{{- end -}}
