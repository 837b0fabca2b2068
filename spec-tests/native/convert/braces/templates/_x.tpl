{{- /* a comment << with >> marks */ -}}
{{ define "x" -}}
{{ printf "%s<<%s>>" "a" `b}}` }}
{{- end }}
{{/*plain*/}}
