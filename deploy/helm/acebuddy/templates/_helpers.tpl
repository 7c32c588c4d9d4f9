{{- define "acebuddy.name" -}}
{{- if eq .Release.Name .Chart.Name -}}{{ .Release.Name }}{{- else -}}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{/* A service with what `defaults` say: dict "root" $ "name" "gateway" */}}
{{- define "acebuddy.service" -}}
{{- toYaml (mergeOverwrite (deepCopy .root.Values.defaults) (index .root.Values.services .name)) -}}
{{- end -}}

{{- define "acebuddy.selector" -}}
app.kubernetes.io/name: acebuddy
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "acebuddy.labels" -}}
{{ include "acebuddy.selector" . }}
app.kubernetes.io/version: {{ .tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}
