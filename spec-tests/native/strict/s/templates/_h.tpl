{{ define "h" }}h: {{ .Values.image.tg }}{{ end }}{{ define "nothing" }}{{ end }}
