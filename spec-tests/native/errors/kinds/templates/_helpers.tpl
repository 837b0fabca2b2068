{{- define "kinds.account" -}}
create: {{ .Values.serviceAcount.create }}
{{- end -}}

{{- define "kinds.name" -}}
name: {{ .Values.name }}
{{- end -}}

{{- define "kinds.loop" }}{{ include "kinds.loop" . }}{{ end -}}
