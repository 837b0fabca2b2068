{{- define "c.name" -}}
{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 20 }}
{{- end -}}
{{- define "c.tag" -}}
{{ .tag }}
{{- end -}}
{{- define "c.render" -}}
{{- $text := typeIs "string" .value | ternary .value (.value | toYaml) -}}
{{ tpl $text .context }}
{{- end -}}
{{- define "c.merge" -}}
{{- $all := dict -}}
{{- range .values -}}
{{- $all = include "c.render" (dict "value" . "context" $.context) | fromYaml | merge $all -}}
{{- end -}}
{{ toYaml $all }}
{{- end -}}
