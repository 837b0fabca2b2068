<</* The name of everything: the release's, with the chart's unless it is in there already. */>>
<<- define "webapp.fullname" >>
<<- if contains .Chart.Name .Release.Name >>
<<- .Release.Name | trunc 63 | trimSuffix "-" >>
<<- else >>
<<- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" >>
<<- end >>
<<- end >>

<<- define "webapp.selector" ->>
app.kubernetes.io/name: << .Chart.Name >>
app.kubernetes.io/instance: << .Release.Name >>
<<- end >>

<<- define "webapp.labels" ->>
helm.sh/chart: << printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" >>
<< include "webapp.selector" . >>
app.kubernetes.io/version: << .Chart.AppVersion | quote >>
app.kubernetes.io/managed-by: << .Release.Service >>
<<- end >>

<<- define "webapp.image" >>
<<- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) >>
<<- end >>
