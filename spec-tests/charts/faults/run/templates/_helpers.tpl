{{- define "run.type" -}}
type: {{ .Values.servce.type }}
{{- end -}}

{{- define "run.check" -}}
{{ fail "the name is no good:\nit must be short" }}
{{- end -}}

{{- define "run.depth" }}{{ template "run.depth" . }}{{ end -}}

{{- define "run.index" -}}
{{ index .Values.list 5 }}
{{- end -}}
